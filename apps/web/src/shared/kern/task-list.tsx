import { Icon } from './icon';

export type TaskState = 'done' | 'now' | 'later';

export interface Task {
  readonly key: string;
  readonly label: string;
  readonly state: TaskState;
  /** The state in a word; the drawing beside it is only for the eye. */
  readonly word: string;
  readonly detail: string | null;
}

/** The steps of a piece of work in their order: what is done, what is to be done now, what comes later. */
export function TaskList({ label, tasks }: { readonly label: string; readonly tasks: readonly Task[] }) {
  return (
    <ol className="tasks kern-body" aria-label={label}>
      {tasks.map((task) => (
        <li key={task.key} className={`tasks__item tasks__item--${task.state}`} aria-current={task.state === 'now' ? 'step' : undefined}>
          <span className="tasks__mark" aria-hidden="true">
            {task.state === 'done' ? <Icon name="success" /> : null}
          </span>
          <span>
            <strong>{task.label}</strong> <span className="tasks__word">{task.word}</span>
            {task.detail === null ? null : <span className="tasks__detail muted">{task.detail}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
