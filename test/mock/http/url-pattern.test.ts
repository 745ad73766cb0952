import { describe, expect, it } from 'vitest';
import { findPatternProblem, matchUrl } from '../../../src/mock/http/url-pattern.js';

describe('a pattern of URLs', () => {
  it.each([
    ['https://a.example/x', 'https://a.example/x', {}],
    ['https://a.example:443/x', 'https://a.example/x', {}],
    ['http://a.example:3000/x', 'http://a.example:3000/x', {}],
    ['HTTPS://A.example/x', 'https://a.example/x', {}],
    ['a.example', 'https://a.example/', {}],
    ['*://a.example/*', 'http://a.example/x/y', {}],
    ['*.example/x', 'https://a.b.example/x', {}],
    ['/users/:id/posts/:post', 'https://a.example/users/7/posts/8', { id: '7', post: '8' }],
    ['/users/:id', 'https://a.example/users/J%C3%BCrg%20K', { id: 'Jürg K' }],
    ['/users/:id.json', 'https://a.example/users/7.json', { id: '7' }],
    ['/caf\u00e9/*', 'https://a.example/caf%C3%A9/x', {}],
    ['/a.b+(c)', 'https://a.example/a.b+(c)', {}],
    ['/x?a=1&b=2', 'https://a.example/x?b=2&c=3&a=1', {}],
  ])('%s takes %s', (pattern, url, params) => {
    expect(findPatternProblem(pattern)).toBeUndefined();
    expect(matchUrl(pattern, new URL(url))).toEqual(params);
  });

  it.each([
    ['https://a.example/x', 'http://a.example/x'],
    ['https://a.example/x', 'https://a.example/x/'],
    ['https://a.example/x', 'https://a.example.evil/x'],
    ['a.example/x', 'https://ba.example/x'],
    ['*.example/x', 'https://a.other/b.example/x'],
    ['/users/:id', 'https://a.example/users/7/posts'],
    ['/users/:id', 'https://a.example/users/'],
    ['/a.b', 'https://a.example/aXb'],
    ['/x?a=1', 'https://a.example/x?a=2'],
  ])('%s does not take %s', (pattern, url) => {
    expect(matchUrl(pattern, new URL(url))).toBeUndefined();
  });
});
