import type { HostPart } from '../host-function.js';
import { createMockFunctions } from '../mocks/mock-functions.js';
import { HTTP_DESK } from './desk.js';

/** What the prelude calls for `http.on` and what hangs off it: the scenario's file alone gets these. */
export const mockFunctions: HostPart = { internal: createMockFunctions(HTTP_DESK) };
