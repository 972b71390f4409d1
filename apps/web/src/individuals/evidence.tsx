import type { Match, PersonLine } from '@phaodai/office'
import { individual } from '@phaodai/registers'
import { formatDay } from '@phaodai/vocabulary'
import { codeWord } from '../kit/words.ts'
import { t, word } from '../text/t.ts'

/** What speaks for and against two records being one person, in words, the weightiest first. */
export function EvidenceList({ of }: { of: Match['evidence'] }) {
  return (
    <ul>
      {of.filter(({ bits }) => Math.abs(bits) >= 0.5).map(({ code, bits }, index) => (
        <li key={index} className={bits < 0 ? 'against' : undefined}><span aria-hidden="true">{bits < 0 ? '− ' : '+ '}</span><span className="unseen">{bits < 0 ? t('people.against') : t('people.for')}: </span>{word(`people.evidence.${code}`)}</li>
      ))}
    </ul>
  )
}

/** One person in a line: name, sex, birth, where, phone, number. */
export function PersonWords({ of }: { of: PersonLine }) {
  const born = of.birthOn === null ? (of.birthYear === null ? null : String(of.birthYear)) : formatDay(of.birthOn)
  const rest = [codeWord(individual, 'sex', of.sex), born, of.area, of.address, of.phone, of.identityNumber].filter((each) => each !== null && each !== '')
  return <><strong>{of.fullName ?? of.code}</strong> <span className="quiet">{of.code}</span><br /><span>{rest.join(' · ')}</span></>
}
