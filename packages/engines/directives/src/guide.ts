import type { DirectiveReading, Found, Task } from './reading.ts'

/** The reading in the labelling guide's schema; `spans` and what follows them are additions. */
export function toGuideSchema(reading: DirectiveReading, id: string) {
  return {
    id,
    docType: reading.docType.value ?? 'other',
    system: reading.system.value,
    number: reading.number.value,
    issuer: reading.issuer.value,
    place: reading.place.value,
    date: reading.date.value,
    abstract: reading.abstract.value,
    recipients: guideRecipients(reading),
    references: reading.references.map(({ type, number, date, issuer }) => ({
      type: type.value, number: number.value, date: date.value, issuer: issuer.value,
    })),
    signer: signerOf(reading),
    disease: reading.disease.value,
    items: reading.items.map(({ label, parent, text }) => ({ label, parent, startsWith: firstWords(text.value, 8) })),
    tasks: reading.tasks.map(guideTask),
    urgency: reading.urgency.value,
    secrecy: reading.secrecy.value,
    superior: reading.superior.value,
    looksLikeDirective: reading.looksLikeDirective,
  }
}

/** Without an address list the guide also counts who only receives the document to know of it. */
function guideRecipients({ recipients, distribution }: DirectiveReading): string[] {
  if (recipients.some(entry => entry.rule !== 'distribution-as-address')) return values(recipients)
  return values(distribution.filter(line => !line.toFile && !line.asAddressed && !line.text.value.endsWith(':')).map(line => line.text))
}

function guideTask(task: Task) {
  return {
    item: task.item,
    text: task.head,
    lead: guideLead(task),
    coordinate: values(task.coordinate),
    deadline: task.deadline.date,
    recurring: task.recurring.value,
    reportTo: task.reportTo.value,
    topics: task.topics,
    doer: values(task.doer),
    nature: task.nature,
    deadlineKind: task.deadline.kind,
    deadlinePhrase: task.deadline.phrase?.value ?? null,
    span: task.text.span,
    confidence: task.confidence,
    rule: task.rule,
  }
}

/** The guide counts the body named under a directing heading as lead. */
function guideLead(task: Task): string[] {
  if (task.doerSource === 'heading') return values(task.doer)
  return task.lead.length > 0 ? values(task.lead) : ['*recipients*']
}

function signerOf({ signature }: DirectiveReading) {
  if (signature.capacity.value === null && signature.name.value === null) return null
  return { capacity: signature.capacity.value, name: signature.name.value }
}

function values(list: readonly Found<string>[]): string[] {
  return list.map(entry => entry.value)
}

function firstWords(text: string, count: number): string {
  return text.split(' ').slice(0, count).join(' ')
}
