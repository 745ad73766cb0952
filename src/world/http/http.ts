export { askHttp } from './ask-http.js';
export { HTTP_DESK } from './desk.js';
export { httpFunctions } from './host-functions.js';
export { HttpState } from './http-state.js';
