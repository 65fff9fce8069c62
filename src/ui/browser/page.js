// Every page works without this. It adds what govuk-frontend's scripts add: tabs, counts of
// characters left, answers that open more questions, and focus on the summary of errors.
// eslint-disable-next-line import/no-absolute-path -- the server puts the file's own address here
import * as govuk from '/assets/govuk-frontend.js'

document.body.classList.add('js-enabled', 'govuk-frontend-supported')
for (const part of [
  govuk.Button,
  govuk.CharacterCount,
  govuk.Checkboxes,
  govuk.ErrorSummary,
  govuk.FileUpload,
  govuk.NotificationBanner,
  govuk.SkipLink,
  govuk.Tabs,
]) {
  govuk.createAll(part)
}

// A radio that opens more questions. govuk-frontend's own script marks the radio as expanded, which
// ARIA does not allow a radio to be; the questions come next in reading order anyway.
function showChosen(radios) {
  for (const radio of radios.querySelectorAll('input[data-aria-controls]')) {
    const opened = document.getElementById(radio.dataset.ariaControls)
    opened?.classList.toggle('govuk-radios__conditional--hidden', !radio.checked)
  }
}

for (const radios of document.querySelectorAll('[data-module=govuk-radios]')) {
  showChosen(radios)
  radios.addEventListener('change', () => showChosen(radios))
}

async function copy(button) {
  const from = document.getElementById(button.dataset.copy)
  const said = document.getElementById(`${button.dataset.copy}-said`)
  await navigator.clipboard.writeText(from.textContent.trim())
  said.textContent = button.dataset.said
}

for (const button of document.querySelectorAll('[data-copy]')) {
  button.hidden = false
  button.addEventListener('click', () => void copy(button))
}

// A form that is sent when a choice changes has a button too, for those without scripts.
for (const select of document.querySelectorAll('[data-send-on-change]')) {
  select.addEventListener('change', () => select.form.requestSubmit())
}

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false
  button.addEventListener('click', () => window.print())
}
