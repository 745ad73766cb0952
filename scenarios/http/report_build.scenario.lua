-- A script that calls another service: every request meets a mock, and every promised answer must be used.
local report = script.load("report_build")

local GREEN = { number = 41, branch = "main", passed = true }
local COMMENTS = "https://tracker.example.com/api/tickets/:id/comments"

describe("a report of a build", { tags = { "http" } }, function()
  it("is a comment on the open ticket #smoke", function()
    -- Which tickets there are says mocks/http/tracker.json.
    http.on{ method = "POST", url = COMMENTS, json = { text = "Build 41 passed.", author = "ci" } }:reply(201)
    assert.equal(1, report(GREEN))
    assert.trajectory():includes(
      { "http.request", method = "GET" },
      { "http.request", method = "POST", status = 201 }
    )
  end)

  it("says why a build failed", function()
    http.on{ method = "POST", url = COMMENTS, body = "failed: 3 scenarios" }:reply(201)
    assert.equal(1, report{ number = 42, branch = "main", passed = false, reason = "3 scenarios" })
  end)

  it("goes to the tickets of all pages", function()
    http.on{ url = "/api/tickets" }:reply_with(function(request)
      local page = tonumber(request.query.page)
      return { json = { tickets = { { id = "T-" .. page } }, next_page = page < 3 and page + 1 or nil } }
    end):times(3)
    local asked = {}
    http.on{ method = "POST", url = COMMENTS }:reply_with(function(request)
      asked[#asked + 1] = request.params.id
      return 201
    end):times(3)
    assert.equal(3, report(GREEN))
    assert.same({ "T-1", "T-2", "T-3" }, asked)
  end)

  it("waits for as long as the tracker asks, in virtual time", function()
    http.on{ method = "POST", url = COMMENTS }:reply_sequence{ { status = 429, headers = { ["retry-after"] = 30 } }, 201 }
    local before = clock.now()
    assert.equal(1, report(GREEN))
    assert.equal(30000, clock.now() - before)
  end)

  each{
    { "connection_reset", 500 }, { "dns_failure", 500 }, { "timeout", 3500 },
    { { kind = "slow", after_ms = 9000 }, 3500 }, { "truncated", 500 },
  }("tries again behind a fault: %s", function(fault, expected_ms)
    http.on{ method = "POST", url = COMMENTS }:reply_sequence{ { status = 201, body = "created", fault = fault }, 201 }
    local before = clock.now()
    assert.equal(1, report(GREEN))
    assert.equal(expected_ms, clock.now() - before)
  end)

  it("gives up in the end, and says why", function()
    http.on{ method = "POST", url = COMMENTS }:reply(503):times(4)
    local count, why = report(GREEN)
    assert.is_nil(count)
    assert.equal("the tracker says 503", why)
  end)

  it("gets through a bad line, the same line for the same seed", function()
    http.on{ method = "POST", url = COMMENTS }:reply(201):sometimes(0.3, "connection_reset")
    assert.equal(1, report(GREEN))
  end)
end)
