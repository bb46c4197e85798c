import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import type { FieldCode } from './field.js';
import { pointerStep, type JsonFault } from './strict-json.js';

/** One field that was refused: where it stands and why. Never what it held. */
export interface FieldError {
  readonly pointer: string;
  readonly code: string;
}

/** The shape of the input is wrong; one entry per field. Nothing was stored. */
export class UnacceptableInput extends Error {
  override readonly name = 'UnacceptableInput';
  constructor(readonly errors: readonly FieldError[]) {
    super('invalid_input');
  }
}

/** Faults of the text, kept beside the parsed body until its fields are checked, so that both come in one answer. */
const FAULTS = new WeakMap<object, readonly JsonFault[]>();

/** Notes what was wrong with the text of a body. */
export function noteFaults(body: object, faults: readonly JsonFault[]): void {
  if (faults.length > 0) FAULTS.set(body, faults);
}

const NATIVE: readonly unknown[] = [String, Number, Boolean, Array, Object, undefined];
const MAX_ERRORS = 50;

/**
 * Turns a body or query into its DTO, or throws `UnacceptableInput`: unknown keys are refused, nothing is converted silently.
 */
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || metatype === undefined || NATIVE.includes(metatype)) return value;
    const prefix = type === 'body' ? '' : `/${type}`;
    const input = value ?? {};
    if (typeof input !== 'object' || Array.isArray(input)) throw new UnacceptableInput([{ pointer: prefix, code: 'wrong_type' }]);
    const dto = plainToInstance(metatype as new () => object, { ...input }, { enableImplicitConversion: false });
    const found = validateSync(dto, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: false, validationError: { target: false, value: false } });
    const errors = [...(FAULTS.get(input) ?? []), ...found.flatMap((error) => fieldErrors(error, prefix))];
    if (errors.length > 0) throw new UnacceptableInput(onePerPointer(errors).slice(0, MAX_ERRORS));
    return dto;
  }
}

function fieldErrors(error: ValidationError, above: string): FieldError[] {
  const pointer = `${above}/${/^\d+$/.test(error.property) ? error.property : pointerStep(error.property)}`;
  const code = codeOf(error.constraints);
  return code === undefined ? (error.children ?? []).flatMap((child) => fieldErrors(child, pointer)) : [{ pointer, code }];
}

function codeOf(constraints: Readonly<Record<string, string>> | undefined): FieldCode | undefined {
  if (constraints === undefined) return undefined;
  if (constraints['whitelistValidation'] !== undefined) return 'unknown_key';
  return (constraints['field'] as FieldCode | undefined) ?? 'wrong_type';
}

/** The first reason for a place is told; the others follow from it. */
function onePerPointer(errors: readonly FieldError[]): FieldError[] {
  return [...new Map(errors.toReversed().map((error) => [error.pointer, error])).values()].toReversed();
}
