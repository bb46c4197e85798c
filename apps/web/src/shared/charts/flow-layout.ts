/** One place of the chain: what it counts, out of whom it comes, and how it is shown. */
export interface FlowNode {
  readonly key: string;
  readonly label: string;
  /** Null: hidden by disclosure control. */
  readonly count: number | null;
  /** Key of the node that it is a part of; null: the beginning. */
  readonly from: string | null;
  readonly needsAction?: boolean;
}

/** A node as it is drawn: a bar of `height` in column `column`, and where on its source the band begins. */
export interface FlowBox extends FlowNode {
  readonly column: number;
  readonly top: number;
  readonly height: number;
  /** Top of the band where it leaves its source; null: the beginning. */
  readonly sourceTop: number | null;
}

export interface FlowSize {
  readonly height: number;
  /** Least distance from the top of a node to the next one's, so that its words have room. */
  readonly room: number;
}

/** A node that is hidden, or that counts nothing, is still a line that can be seen. */
const LEAST = 2;

/**
 * Lays out a tree of counts in columns: the height of a node is its count, and its parts leave it in the order given, from above. Counts are rounded
 * one by one, so parts may be more than their whole: they are then drawn as they are, one below the other.
 */
export function flowLayout(nodes: readonly FlowNode[], { height, room }: FlowSize): readonly FlowBox[] {
  const columnOf = (node: FlowNode): number => {
    const source = nodes.find(({ key }) => key === node.from);
    return source === undefined ? 0 : columnOf(source) + 1;
  };
  const columns = Array.from({ length: Math.max(...nodes.map(columnOf)) + 1 }, (_, column) => nodes.filter((node) => columnOf(node) === column));
  const whole = Math.max(1, ...nodes.filter(({ from }) => from === null).map(({ count }) => count ?? 0));
  // The fullest column decides how much height a referral gets.
  const spare = Math.max(...columns.map((column) => (column.length - 1) * room));
  const heightOf = ({ count }: FlowNode): number => Math.max(LEAST, ((count ?? 0) / whole) * Math.max(0, height - spare));
  const left = new Map<string, number>();
  return columns.flatMap((column, place) => {
    let top = 0;
    return column.map((node): FlowBox => {
      const own = heightOf(node);
      const box = { ...node, column: place, top, height: own, sourceTop: node.from === null ? null : (left.get(node.from) ?? 0) };
      if (node.from !== null) left.set(node.from, (left.get(node.from) ?? 0) + own);
      left.set(node.key, top);
      top += Math.max(own + room / 2, room);
      return box;
    });
  });
}
