-- Functions, methods, varargs, tail calls, closures.
local M = { a = { b = {} } }
function M.a.b.plain(...) return select("#", ...), ... end
function M.a.b:method(x) return self == M.a.b, x end
function M.empty() end
print(M.a.b.plain(1, nil, 3))
print(M.a.b.plain())
print(M.a.b:method "s", M.empty())
print(#{ M.a.b.plain(nil, nil) }, (M.a.b.plain(7, 8)))
local function loop(n) if n == 0 then return "done" end return loop(n - 1) end
print(loop(100000))
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
print(deep(150))
local fns = {}
for i = 1, 3 do fns[i] = function() i = i + 1 return i end end
print(fns[1](), fns[1](), fns[2](), fns[3]())
local t = { f = function(self, ...) return ... end, [1] = function() return 1 end, 2; 3, x = function() end }
print(t:f(1, 2), t[1], t[2], t.x())
print((function(...) local a, b = ... return b, a, ... end)(1, 2))
print(pcall(error), select(2, pcall(error, { 1 })) [1])
local mt = setmetatable({}, { __index = function(_, k) return k .. "!" end, __call = function(_, ...) return ... end,
  __add = function(a, b) return "sum" end, __eq = function() return true end, __lt = function() return true end,
  __close = function() print("closed") end, __len = function() return 42 end, __concat = function() return "cat" end })
print(mt.x, mt(1, 2), mt + 1, mt == setmetatable({}, getmetatable(mt)), mt < mt, #mt, mt .. "")
do local c <close> = mt print("inside") end
print(pcall(function() local c <close> = mt error("out", 0) end))
print(string.format("%s %s", (("x"):rep(3)), ("%d"):format(3)))
