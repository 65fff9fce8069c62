// Signing in with a passkey, and adding one. The form stays hidden where the browser has none; a
// code by e-mail works without any of this.
const form = document.querySelector('form[data-passkey]')

// Binary travels as base64url in the options and in the answer (WebAuthn level 3, section 5.1).
const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (c) => c.charCodeAt(0))
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

const withBytes = (list) => list?.map((item) => ({ ...item, id: bytes(item.id) }))

async function ask(address, body) {
  const answer = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body ?? {}),
  })
  const said = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Error(said.message ?? form.dataset.failed)
  return said
}

async function make(options) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
    },
  })
  return {
    ...answerOf(made),
    response: {
      clientDataJSON: text(made.response.clientDataJSON),
      attestationObject: text(made.response.attestationObject),
      transports: made.response.getTransports?.() ?? [],
    },
  }
}

async function use(options) {
  const used = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: withBytes(options.allowCredentials),
    },
  })
  const { clientDataJSON, authenticatorData, signature, userHandle } = used.response
  return {
    ...answerOf(used),
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      ...(userHandle ? { userHandle: text(userHandle) } : {}),
    },
  }
}

const answerOf = (credential) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
  clientExtensionResults: credential.getClientExtensionResults(),
})

if (form && window.PublicKeyCredential) {
  form.hidden = false
  const problem = form.querySelector('[role=alert]')
  const send = async () => {
    problem.textContent = ''
    try {
      const options = await ask(form.dataset.passkey)
      const response = form.dataset.new === undefined ? await use(options) : await make(options)
      const fields = Object.fromEntries(new FormData(form))
      const { to } = await ask(form.action, { ...fields, response })
      location.assign(to)
      // Staying on the same page with another #part does not load it again.
      if (form.dataset.new !== undefined) location.reload()
    } catch (error) {
      // The browser's own words are in the browser's language, and seldom help.
      const ours = error instanceof Error && error.constructor === Error
      problem.textContent = ours ? error.message : form.dataset.failed
    }
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void send()
  })
}
