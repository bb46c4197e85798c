import { applyDecorators } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse } from '@nestjs/swagger';
import type { Class } from './field.js';

/** 200 with this view; `list` for a bare list of it. */
export const Answers = (view: Class, { list = false } = {}): MethodDecorator => applyDecorators(ApiOkResponse({ type: view, isArray: list, description: 'The answer.' }));

/** 201 with this view. */
export const AnswersCreated = (view: Class): MethodDecorator => applyDecorators(ApiCreatedResponse({ type: view, description: 'Stored.' }), Answers(view));

/** 204. */
export const AnswersNothing = (): MethodDecorator => applyDecorators(ApiNoContentResponse({ description: 'Done.' }));
