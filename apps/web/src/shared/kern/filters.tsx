export interface Filter<Name extends string> {
  readonly name: Name;
  readonly label: string;
  readonly count: number;
}

export interface FiltersProps<Name extends string> {
  readonly label: string;
  readonly filters: readonly Filter<Name>[];
  readonly current: Name;
  readonly onChoose: (name: Name) => void;
}

/** Buttons that choose which part of a list is shown, each with how many it holds. */
export function Filters<Name extends string>({ label, filters, current, onChoose }: FiltersProps<Name>) {
  return (
    <div className="filters" role="group" aria-label={label}>
      {filters.map((filter) => (
        <button key={filter.name} type="button" aria-pressed={filter.name === current} onClick={() => onChoose(filter.name)}>
          {filter.label} ({filter.count})
        </button>
      ))}
    </div>
  );
}
