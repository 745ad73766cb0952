-- http: requests to other services for everyone; `on` and what hangs off it for the scenario.
local rig = ...
local base, string = rig.base, rig.string
local type, rawget, setmetatable, ipairs = base.type, base.rawget, base.setmetatable, base.ipairs
local host, raise, expect = rig.host, rig.raise, rig.expect

local send, decode = host("http.send"), host("json.decode")

-- Replies ----------------------------------------------------------------------------------------------------------

--- Names are kept in lower case, and found in any.
local Headers = {
  __name = "http headers",
  __index = function(headers, name)
    if type(name) == "string" then return rawget(headers, string.lower(name)) end
  end,
  __metatable = "http headers",
}

local Reply = { __name = "http reply", __metatable = "http reply" }
Reply.__index = Reply

function Reply:json()
  if type(self) ~= "table" then raise("http reply: json is called with a colon: reply:json()") end
  return decode(self.body)
end

local function finish(reply, why, failure)
  local told = reply or failure
  if told.headers then setmetatable(told.headers, Headers) end
  if not reply then return nil, why, failure end
  return setmetatable(reply, Reply)
end

-- Requests ---------------------------------------------------------------------------------------------------------

local function request(order)
  return finish(send("http.request", expect("http.request", "table", order)))
end

local function make_method(method)
  local name = "http." .. string.lower(method)
  return function(url, options)
    local order = options == nil and {} or rig.copy(expect(name .. ": options", "table", options))
    if order.method ~= nil or order.url ~= nil then
      raise(name .. ": method and url are said already; http.request{ … } takes them as options")
    end
    order.method, order.url = method, url
    return finish(send(name, order))
  end
end

local METHODS = { "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD" }
local CONTROL = { "calls", "ledger" }

-- The binding ------------------------------------------------------------------------------------------------------

local mocks = rig.make_mocks("http")

rig.add_late_binding("http", function(half)
  local http = { request = request }
  for _, method in ipairs(METHODS) do http[string.lower(method)] = make_method(method) end
  if half == "control" then
    http.on = mocks.on
    for _, name in ipairs(CONTROL) do http[name] = host("http." .. name) end
  end
  return http
end)
