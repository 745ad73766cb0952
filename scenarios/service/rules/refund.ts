import { defineRule } from 'moonrig';

interface Refund {
  readonly amount: number;
  readonly customer: { readonly disputes: number };
}

/** The native twin of refund.lua. */
export default defineRule({
  version: '1.0',
  thresholds: { small: 50, large: 500 },
  run({ amount, customer }: Refund, limits) {
    if (customer.disputes > 2) {
      return { decision: 'escalated', confidence: 0.9, reasoning: 'The customer has disputed before' };
    }
    if (amount <= Number(limits.small)) {
      return { decision: 'autonomous', confidence: 0.95, reasoning: 'A small refund' };
    }
    if (amount <= Number(limits.large)) {
      return { decision: 'collaborative', confidence: 0.8, reasoning: 'A person looks at it' };
    }
    return { decision: 'escalated', confidence: 0.7, reasoning: 'A large refund' };
  },
});
