import { holdBothWays } from './hold-both-ways.js';

holdBothWays(40_000);
