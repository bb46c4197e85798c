import { createContext, use, useId, type ReactNode } from 'react';
import { m } from '../../generated/messages/messages.js';

export interface ChartFrameProps {
  readonly title: string;
  /** What the chart shows, in a computed sentence: whoever reads nothing else has read this. */
  readonly finding: string;
  /** The same data as a real table. */
  readonly table: ReactNode;
  /** A way to the definition of what is shown. */
  readonly about?: ReactNode;
  readonly children: ReactNode;
}

/** A chart with its caption, its finding, its picture and its table. The sentence comes before the picture, the table after it. */
export function ChartFrame({ title, finding, table, about, children }: ChartFrameProps) {
  const id = useId();
  return (
    <figure className="chart" aria-labelledby={`${id}-title`} aria-describedby={`${id}-finding`}>
      <figcaption className="chart__caption">
        <span className="chart__title" id={`${id}-title`}>
          {title}
        </span>
        <span className="chart__finding" id={`${id}-finding`}>
          {finding}
        </span>
      </figcaption>
      <PictureName value={m.chart_picture({ title, finding })}>{children}</PictureName>
      <div className="chart__more">
        <details className="disclosure chart__table">
          <summary className="kern-body">{m.chart_as_table()}</summary>
          {table}
        </details>
        {about}
      </div>
    </figure>
  );
}

const PictureName = createContext('');

export interface PictureProps {
  /** In units of the drawing; a narrow window scrolls the picture and nothing else. */
  readonly width: number;
  readonly height: number;
  readonly className?: string;
  readonly children: ReactNode;
}

/** The drawing of a chart: one picture with one name. Whoever cannot see it has the sentence and the table. */
export function Picture({ width, height, className, children }: PictureProps) {
  const name = use(PictureName);
  const id = useId();
  return (
    <div className="chart__scroll" tabIndex={0} role="group" aria-label={m.chart_scroll()}>
      <svg className={`chart__picture${className === undefined ? '' : ` ${className}`}`} viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-labelledby={id}>
        {/* One string: React would make several texts of several, and a title holds one. */}
        <title id={id}>{name}</title>
        {children}
      </svg>
    </div>
  );
}

/** How what is hidden is filled, in every chart alike. `id` is unique in the document: the fill is named by it. */
export function Hatch({ id }: { readonly id: string }) {
  return (
    <pattern id={id} patternUnits="userSpaceOnUse" width="6" height="6" patternTransform="rotate(45)">
      <rect className="chart-ground" width="6" height="6" />
      <rect className="chart-hatch" width="1.5" height="6" />
    </pattern>
  );
}
