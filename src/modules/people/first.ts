/** The person at the terminal: runs the server, opens no partnership's content. */
export const operatorEmail = 'operator@localhost'

/** How long the link printed in the terminal works. */
export const firstLinkMinutes = 60
