-- Snapshots of scenarios/agents/behaviors/cost_optimizer.scenario.lua. `moonrig run --update` writes them anew.
return {
  ["cost optimizer › prompt › of a large task is as it was when someone last read it"] = {
    [1] = [[
"
## Task
Pay by invoice

Partners pay within 30 days.

## Your field
Payments

## Budget
40 cents

## From past tasks

- Worked: Write the money arithmetic as pure functions

Answer with one fenced block of Elixir code.

- A person reviews this: mark what you are not sure of
"
]],
    ["messages"] = [[
{
  {
    content = "Answer with one fenced block of Elixir code.\n\n- A person reviews this: mark what you are not sure of",
    role = "system",
  },
  {
    content = "## Task\nPay by invoice\n\nPartners pay within 30 days.\n\n## Your field\nPayments\n\n## Budget\n40 cents\n\n## From past tasks\n\n- Worked: Write the money arithmetic as pure functions",
    role = "user",
  },
}
]],
  },
}
