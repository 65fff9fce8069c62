/** Every address of the priorities module. Links are built from this table with `link()`. */
export const routes = {
  priorities: '/in/:slug/priorities',
  newPriority: '/in/:slug/priorities/new',
  priority: '/priorities/:priority',
  priorityChange: '/priorities/:priority/change',
  grounds: '/priorities/:priority/grounds',
  groundRemoval: '/priorities/:priority/grounds/:node/removal',
  withdrawal: '/priorities/:priority/withdrawal',
  lists: '/in/:slug/priorities/lists',
  newList: '/in/:slug/priorities/lists/new',
  list: '/priority-lists/:list',
  frameworks: '/in/:slug/frameworks',
  lens: '/priorities/:priority/lens',

  // The driver diagram, and what is done already
  drivers: '/priorities/:priority/drivers',
  driver: '/priorities/:priority/drivers/:driver',
  driverPlace: '/priorities/:priority/drivers/:driver/place',
  driverRemoval: '/priorities/:priority/drivers/:driver/removal',
  diagram: '/priorities/:priority/drivers.svg',
  activities: '/in/:slug/activities',
  newActivity: '/in/:slug/activities/new',
  activity: '/activities/:activity',
  activityEnd: '/activities/:activity/end',

  // The plan
  plan: '/in/:slug/plan',
  planDraft: '/in/:slug/plan/draft',
  planTemplate: '/in/:slug/plan/template',
  planTemplateWord: '/in/:slug/plan/template.docx',
  planVersion: '/in/:slug/plan/:version',
  planWord: '/in/:slug/plan/:version/plan.docx',
  planPdf: '/in/:slug/plan/:version/plan.pdf',
  planPublication: '/in/:slug/plan/:version/publication',
} as const
