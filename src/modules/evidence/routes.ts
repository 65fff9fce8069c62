/** Every address of the evidence module. Links are built from this table with `link()`. */
export const routes = {
  figures: '/in/:slug/figures',
  newFigure: '/in/:slug/figures/new',
  figure: '/figures/:figure',
  figureWithdrawal: '/figures/:figure/withdrawal',
} as const
