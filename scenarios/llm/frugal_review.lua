-- Reviews files one by one for as long as the budget lasts; the cheap model reads, the good one decides.

return function(files)
  local notes = {}
  for _, file in ipairs(files) do
    if budget.remaining("reviewer").cost_cents < 0.2 then break end
    notes[#notes + 1] = llm.call("simple", "Review " .. file, { agent = "reviewer", task = file }).text
  end
  return llm.call("medium", "Decide:\n" .. table.concat(notes, "\n"), { agent = "reviewer" }).text, #notes
end
