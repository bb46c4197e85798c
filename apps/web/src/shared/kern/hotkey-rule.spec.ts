import { commandOf, type KeyPlace, type KeyStroke } from './hotkey-rule.js';

const stroke = (change: Partial<KeyStroke> = {}): KeyStroke => ({
  key: 'j', ctrlKey: false, altKey: false, metaKey: false, isComposing: false, defaultPrevented: false, repeat: false, ...change,
});
const PAGE: KeyPlace = { inField: false, dialogOpen: false };

describe('a single key', () => {
  it('is a command on the page, capital or not', () => {
    expect(commandOf(stroke(), PAGE)).toBe('j');
    expect(commandOf(stroke({ key: 'J' }), PAGE)).toBe('j');
    expect(commandOf(stroke({ key: '?' }), PAGE)).toBe('?');
  });

  it.each(['ctrlKey', 'altKey', 'metaKey', 'isComposing', 'defaultPrevented', 'repeat'] as const)('is none with %s', (name) =>
    expect(commandOf(stroke({ [name]: true }), PAGE)).toBeNull(),
  );

  it('is none while a field has the focus or a dialog is open', () => {
    expect(commandOf(stroke(), { ...PAGE, inField: true })).toBeNull();
    expect(commandOf(stroke(), { ...PAGE, dialogOpen: true })).toBeNull();
  });

  it('is none when it writes nothing: Enter, Escape and the arrows keep what the browser makes of them', () => {
    for (const key of ['Enter', 'Escape', 'ArrowDown', 'Tab']) expect(commandOf(stroke({ key }), PAGE)).toBeNull();
  });
});
