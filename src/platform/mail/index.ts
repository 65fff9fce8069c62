export { send, type Message } from './send.ts'
export { sendWaiting } from './deliver.ts'
export { outbox } from './outbox.ts'
export { sweepMessages } from './sweep.ts'
