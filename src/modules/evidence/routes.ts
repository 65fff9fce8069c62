/** Every address of the evidence module. Links are built from this table with `link()`. */
export const routes = {
  figures: '/in/:slug/figures',
  figuresJson: '/in/:slug/figures.json',
  figuresCsv: '/in/:slug/figures.csv',
  newFigure: '/in/:slug/figures/new',
  figure: '/figures/:figure',
  figureWithdrawal: '/figures/:figure/withdrawal',
} as const
