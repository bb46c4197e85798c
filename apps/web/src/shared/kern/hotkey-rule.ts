/** What the rule needs to know of a keyboard event. */
export interface KeyStroke {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
  readonly defaultPrevented: boolean;
  readonly repeat: boolean;
}

/** Where the stroke fell: in a field, or while a dialog lies over the page. */
export interface KeyPlace {
  readonly inField: boolean;
  readonly dialogOpen: boolean;
}

/**
 * The single key that a stroke means as a command, in lower case; null when it means something else. Never while a field has the
 * focus, a dialog is open, text is being composed, the key is held down, or Ctrl, Alt or the command key is pressed (WCAG 2.1.4).
 */
export function commandOf(stroke: KeyStroke, place: KeyPlace): string | null {
  if (stroke.defaultPrevented || stroke.isComposing || stroke.repeat) return null;
  if (stroke.ctrlKey || stroke.altKey || stroke.metaKey) return null;
  if (place.inField || place.dialogOpen) return null;
  return stroke.key.length === 1 ? stroke.key.toLowerCase() : null;
}
