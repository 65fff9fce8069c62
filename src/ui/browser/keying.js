// Keying at speed. The form works as it stands, with Tab between the rows; this adds that a key
// moves on to the next row by itself, and that the serial is where typing begins.
document.querySelector('[data-focus]')?.focus()

const form = document.querySelector('[data-keying]')
const rows = [...(form?.querySelectorAll('[data-mark]') ?? [])]
const answers = '1230wx'

function goTo(index) {
  const next = rows[index]
  if (next) {
    next.focus()
    next.select()
    return
  }
  // After the last row comes whatever follows it on the sheet.
  const fields = [...form.querySelectorAll('input:not([type=hidden]), textarea, select, button')]
  fields[fields.indexOf(rows.at(-1)) + 1]?.focus()
}

for (const [index, row] of rows.entries()) {
  row.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const key = event.key.toLowerCase()
    if (key === ' ' || (key.length === 1 && answers.includes(key))) {
      event.preventDefault()
      row.value = key === ' ' ? '0' : key
      goTo(index + 1)
    } else if (key === '+') {
      // Pressed after an answer it belongs to that answer, which the keys have just left.
      event.preventDefault()
      const marked = row.value === '' && rows[index - 1] ? rows[index - 1] : row
      marked.value = marked.value.endsWith('+')
        ? marked.value.slice(0, -1)
        : `${marked.value || '0'}+`
    } else if (key === 'backspace' && index > 0 && row.value === '') {
      event.preventDefault()
      goTo(index - 1)
    } else if (key === 'arrowdown' || key === 'arrowup') {
      event.preventDefault()
      if (rows[index + (key === 'arrowdown' ? 1 : -1)] || key === 'arrowdown')
        goTo(index + (key === 'arrowdown' ? 1 : -1))
    }
  })
}

// Pressed in the field that follows the last row, + still belongs to that row.
form?.addEventListener('keydown', (event) => {
  const last = rows.at(-1)
  if (event.key !== '+' || !last || event.target.dataset.mark || event.target.value !== '') return
  event.preventDefault()
  last.value = last.value.endsWith('+') ? last.value.slice(0, -1) : `${last.value || '0'}+`
})

if (rows.length > 0 && !document.querySelector('.govuk-error-summary')) goTo(0)
