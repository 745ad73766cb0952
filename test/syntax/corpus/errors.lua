-- Errors keep their lines, their names and their order.
local function at(f, ...) print(select(2, pcall(f, ...))) end
at(function() local t = nil
  return t.x end)
at(function() local t = {}
  t.a.b = 1 end)
at(function() undefined_function() end)
at(function() local s = "x" return s + 1 end)
at(function() return {} .. "x" end)
at(function()
  return 1 +
    nil
end)
at(function() return #5 end)
at(function() return 1 < "2" end)
at(function() error("plain") end)
at(function() error("level two", 2) end)
at(function() error("none", 0) end)
at(function() for i = 1, 10, 0 do end end)
at(function() for i = "a", 10 do end end)
at(function() local a <const> = 1 return a.b.c end)
at(function() string.rep() end)
at(function() ("x"):bad() end)
at(function(x) if x and x.y and x.y.z.w then return 1 end end, { y = {} })
at(function() return (nil)() end)
at(function() local t = setmetatable({}, { __index = function() error("from index") end }) return t.x or t.y end)
print(xpcall(function() error("handled") end, function(m) return "<" .. m .. ">" end))
print(select(2, xpcall(function() local x = nil; x() end, function(m) return "<" .. m .. ">" end)))
local ok, message = pcall(function() local function r() return 1 + r() end return r() end)
print(ok, (message:gsub("^.-stack overflow.*$", "stack overflow")))
print(assert(true, "x"), pcall(assert, false, "message"), pcall(assert, nil))
