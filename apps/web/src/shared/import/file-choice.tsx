import { useState, type DragEvent } from 'react';
import { m } from '../../generated/messages/messages.js';
import { TextField } from '../kern/field';

/** Takes one file, chosen or dropped. */
export function FileChoice({ onFile }: { readonly onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const taken = (files: FileList | null): void => {
    const file = files?.[0];
    if (file !== undefined) onFile(file);
  };
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    taken(event.dataTransfer.files);
  };
  return (
    <div
      className={`drop${over ? ' drop--over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <TextField
        type="file"
        name="file"
        label={m.import_file()}
        hint={m.import_file_hint()}
        accept=".csv,.xlsx"
        onChange={({ target }) => {
          taken(target.files);
          // So that the same file, mended, can be chosen again.
          target.value = '';
        }}
      />
    </div>
  );
}
