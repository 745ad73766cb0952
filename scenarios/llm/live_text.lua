-- Shows a model's answer while it comes, and stops reading at a word that ends it.

return function(prompt, show, stop)
  local shown = ""
  for chunk in llm.stream("simple", prompt, { conversation = "live" }) do
    shown = shown .. chunk.text
    show(chunk.text)
    if stop and shown:find(stop, 1, true) then break end
  end
  return shown
end
