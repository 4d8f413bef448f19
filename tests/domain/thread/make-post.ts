import type { Block, Post, Segment } from '../../../src/domain/post.ts';

export function makePost(body: readonly Block[], more: Partial<Post> = {}): Post {
  return {
    id: 'may-21/morning',
    language: 'en',
    body,
    tags: [],
    media: [],
    options: {},
    figures: [],
    ...more,
  };
}

export function plain(text: string): Segment {
  return { kind: 'text', text };
}

export function paragraph(...segments: readonly (Segment | string)[]): Block {
  return {
    kind: 'paragraph',
    segments: segments.map(segment => (typeof segment === 'string' ? plain(segment) : segment)),
  };
}
