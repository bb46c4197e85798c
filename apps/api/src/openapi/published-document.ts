import type { OpenAPIObject } from '@nestjs/swagger';

/** The OpenAPI document of the running application; it is built once, after every route is known. */
export class PublishedDocument {
  private document: OpenAPIObject | undefined;

  publish(document: OpenAPIObject): void {
    this.document = document;
  }

  get current(): OpenAPIObject {
    if (this.document === undefined) throw new Error('the document is published after the start');
    return this.document;
  }
}
