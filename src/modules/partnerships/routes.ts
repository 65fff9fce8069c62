/** Every address of the partnerships module. Links are built from this table with `link()`. */
export const routes = {
  partnerships: '/partnerships',
  newPartnership: '/partnerships/new',
  front: '/in/:slug',
  /** The listening module's; here because it stands in every partnership's navigation. */
  rounds: '/in/:slug/rounds',
  cameOut: '/in/:slug/came-out',
  record: '/in/:slug/record',
  recordJson: '/in/:slug/record.json',
  recordAtom: '/in/:slug/record.atom',
  members: '/in/:slug/members',
  memberRoles: '/in/:slug/members/:member/roles',
  memberEnd: '/in/:slug/members/:member/end',
  leaving: '/in/:slug/leaving',
  invitations: '/in/:slug/invitations',
  newInvitation: '/in/:slug/invitations/new',
  invitation: '/in/:slug/invitations/:invitation',
  withdrawal: '/in/:slug/invitations/:invitation/withdrawal',
  settings: '/in/:slug/settings',
  join: '/join',
  joinWith: '/join/:code',
} as const
