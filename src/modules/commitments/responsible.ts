/** Who answers for a promise: a name that may be taken away, and a role that stays. */
export type Responsible = {
  id: string
  commitment: string
  name: string | null
  role: string
  person: string | null
  fromAt: Date
}

/** As it is given; where reminders go is kept apart and is never public. */
export type NamingResponsible = {
  name: string
  role: string
  /** The name is that of whoever gives it. */
  myself: boolean
  address: string
}
