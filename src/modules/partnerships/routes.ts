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

  // The modules to the right, here because they stand in every partnership's navigation
  priorities: '/in/:slug/priorities',
  promises: '/in/:slug/promises',

  // Its rules, its members' terms and interests, who holds the money, who speaks for whom
  constitution: '/in/:slug/constitution',
  constitutionSetUp: '/in/:slug/constitution/set-up',
  constitutionChange: '/in/:slug/constitution/change',
  memberTerm: '/in/:slug/members/:member/term',
  interests: '/in/:slug/interests',
  interestEnd: '/in/:slug/interests/:interest/end',
  trustedOrganisation: '/in/:slug/trusted-organisation',
  trustedOrganisationEnd: '/in/:slug/trusted-organisation/end',
  representatives: '/in/:slug/representatives',
  representativeEnd: '/in/:slug/representatives/:representative/end',

  // Meetings
  meetings: '/in/:slug/meetings',
  newMeeting: '/in/:slug/meetings/new',
  meetingsCalendar: '/in/:slug/meetings.ics',
  meeting: '/meetings/:meeting',
  meetingCalendar: '/meetings/:meeting/meeting.ics',
  meetingChange: '/meetings/:meeting/change',
  agendaItems: '/meetings/:meeting/agenda',
  agendaItem: '/meetings/:meeting/agenda/:item',
  agendaItemRemoval: '/meetings/:meeting/agenda/:item/removal',
  notice: '/meetings/:meeting/notice',
  cancellation: '/meetings/:meeting/cancellation',
  attendance: '/meetings/:meeting/attendance',
  attendanceEnd: '/meetings/:meeting/attendance/:member/end',
  minutes: '/meetings/:meeting/minutes',
  minutesPublication: '/meetings/:meeting/minutes/:version/publication',

  // Decisions
  decisions: '/in/:slug/decisions',
  newDecision: '/in/:slug/decisions/new',
  decision: '/decisions/:decision',
  decisionJson: '/decisions/:decision/decision.json',
  decisionOpening: '/decisions/:decision/opening',
  votes: '/decisions/:decision/votes',
  voteRecording: '/decisions/:decision/recording',
  votingPapers: '/decisions/:decision/papers',
  decisionInterests: '/decisions/:decision/interests',
  decisionClosure: '/decisions/:decision/closure',
  dissents: '/decisions/:decision/dissents',

  // How near each works with the other, and documents read for drift
  closeness: '/in/:slug/closeness',
  closenessWith: '/in/:slug/closeness/:organisation',
  drift: '/in/:slug/drift',
  driftReading: '/in/:slug/drift/:reading',
  driftReadingRemoval: '/in/:slug/drift/:reading/removal',
  driftTerms: '/in/:slug/drift-terms',
  driftTermRemoval: '/in/:slug/drift-terms/:term/removal',

  // Leaving with everything; drawn by app, which knows every module
  archive: '/in/:slug/archive',
  archiveFile: '/in/:slug/archive/:name',
} as const
