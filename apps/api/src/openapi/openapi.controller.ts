import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags, type OpenAPIObject } from '@nestjs/swagger';
import { Policy } from '#access';
import { DOCS_STYLE, docsPage } from './docs-page.js';
import { PublishedDocument } from './published-document.js';

@ApiTags('openapi')
@Controller('api/v1')
export class OpenApiController {
  constructor(private readonly published: PublishedDocument) {}

  @ApiOperation({ summary: 'This document.' })
  @Get('openapi.json')
  @Policy('openapi.read', 'openapi.viewed', 'log')
  @ApiOkResponse({ description: 'OpenAPI 3.1.', schema: { type: 'object', additionalProperties: true } })
  document(): OpenAPIObject {
    return this.published.current;
  }

  @ApiOperation({ summary: 'The same for reading, as a page without scripts.' })
  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  @Policy('openapi.read', 'openapi.viewed', 'log')
  @ApiOkResponse({ description: 'A page.', content: { 'text/html': { schema: { type: 'string' } } } })
  page(): string {
    return docsPage(this.published.current);
  }

  @ApiOperation({ summary: 'The style of the page.' })
  @Get('docs.css')
  @Header('content-type', 'text/css; charset=utf-8')
  @Policy('openapi.read', 'openapi.viewed', 'log')
  @ApiOkResponse({ description: 'The style of the page.', content: { 'text/css': { schema: { type: 'string' } } } })
  style(): string {
    return DOCS_STYLE;
  }
}
