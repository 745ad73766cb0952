-- Streams: chunks in virtual time, streams that are left early, that break off, that begin late.
local read = script.load("live_text")

describe("live text", { tags = { "llm" } }, function()
  local seen
  local function show(text)
    seen[#seen + 1] = { text = text, at = clock.now() }
  end
  before_each(function() seen = {} end)

  it("is shown word by word as it comes #smoke", function()
    llm.on{ conversation = "live" }:reply{ text = "One word after the other", latency_ms = 400, chunk_ms = 50 }
    local start = clock.now()
    assert.equal("One word after the other", read("go", show))
    assert.equal("One ", seen[1].text)
    assert.equal(400, seen[1].at - start)
    assert.equal(400 + 4 * 50, clock.now() - start)
  end)

  it("is left at the word that ends it, and paid for as far as it came", function()
    llm.on{}:reply{ chunks = { "yes", " STOP", " and much", " more" }, tokens = { input = 10, output = 400 } }
    assert.equal("yes STOP", read("go", show, "STOP"))
    assert.same({ input = 10, output = 200, cached = 0 }, llm.spent().tokens)
  end)

  it("breaks off where the network does", function()
    llm.on{}:reply{ text = "never to be read to its end", fault = { kind = "truncated", after_chunks = 2 } }
    assert.error_matches(function() read("go", show) end, "broke off half%-way")
    assert.equal("to ", seen[#seen].text)
  end)
end)
