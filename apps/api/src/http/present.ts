import { fieldsOf, type Class, type Field } from './field.js';

const SHAPES = new WeakMap<Class, readonly Field[]>();

/**
 * An answer with the declared fields of its view and no other: whatever a use case hands over in addition stays inside. Absent
 * values become null, so that a client sees every field.
 */
export function present<View extends object>(view: Class<View>, value: View): View {
  let fields = SHAPES.get(view);
  if (fields === undefined) SHAPES.set(view, (fields = fieldsOf(view)));
  const source = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(fields.map(({ name, nested }) => [name, nested === undefined ? (source[name] ?? null) : presentNested(nested(), source[name])])) as View;
}

function presentNested(view: Class, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  return Array.isArray(value) ? value.map((item: object) => present(view, item)) : present(view, value);
}
