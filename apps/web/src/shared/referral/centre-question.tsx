import { useQuery } from '@tanstack/react-query';
import { useFormContext } from 'react-hook-form';
import { m } from '../../generated/messages/messages.js';
import { candidatesQuery, centresQuery } from '../api/queries';
import type { Candidate, ReferralView } from '../api/views';
import { RadioGroup } from '../kern/check-field';
import { SelectField } from '../kern/field';
import { Loading } from '../kern/loading';
import { availabilityWords } from './availability-words';
import type { Question } from './event-specs';

type CentreQuestionOf = Question & { readonly kind: 'centre' };
type Answers = Record<string, string>;

/** The centres that may take this person, best first, each with whether it is open. */
function FromCandidates({ question, referral }: { readonly question: CentreQuestionOf; readonly referral: ReferralView }) {
  const { register, formState } = useFormContext<Answers>();
  const query = useQuery(
    candidatesQuery({
      ags: referral.whereabouts.ags, targetGroup: referral.targetGroup, minor: referral.flags.minor, ...(referral.centre === null ? {} : { without: referral.centre.id }),
    }),
  );
  if (query.data === undefined) return <Loading />;
  const toOption = (candidate: Candidate) => ({ value: candidate.centre.id, label: candidate.centre.name, hint: availabilityWords(candidate) });
  return (
    <RadioGroup
      name={question.name}
      legend={question.label()}
      hint={query.data.candidates.length === 0 ? m.candidates_none() : undefined}
      options={query.data.candidates.map(toOption)}
      control={register(question.name, question.optional ? {} : { required: m.error_choose() })}
      error={formState.errors[question.name]?.message}
    />
  );
}

function FromDirectory({ question, referral }: { readonly question: CentreQuestionOf; readonly referral: ReferralView }) {
  const { register, formState } = useFormContext<Answers>();
  const query = useQuery(centresQuery);
  const others = (query.data ?? []).filter((centre) => centre.id !== referral.centre?.id);
  return (
    <SelectField
      {...register(question.name, question.optional ? {} : { required: m.error_choose() })}
      label={question.label()}
      optional={question.optional}
      placeholder={m.choose()}
      options={others.map((centre) => ({ value: centre.id, label: centre.name }))}
      error={formState.errors[question.name]?.message}
    />
  );
}

/** Which centre: out of the ranked candidates (police) or out of the directory (centres). */
export function CentreQuestion(props: { readonly question: CentreQuestionOf; readonly referral: ReferralView }) {
  return props.question.from === 'candidates' ? <FromCandidates {...props} /> : <FromDirectory {...props} />;
}
