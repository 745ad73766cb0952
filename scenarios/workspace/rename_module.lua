-- Renames a module of an Elixir project: its name wherever it stands, and the files that are named for it.

local SOURCES = "{lib,test}/**/*.{ex,exs}"

--- `Shop.CartItem` as the path of its file: `shop/cart_item`.
local function path_of(name)
  return (name:gsub("(%l)(%u)", "%1_%2"):gsub("%.", "/"):lower())
end

--- The name as a whole: `Shop.Cart` stands neither in `Shop.Carts` nor in `MyShop.Cart`.
local function pattern_of(name)
  return "%f[%w_.]" .. name:gsub("%.", "%%.") .. "%f[^%w_]"
end

local function rewrite(old, new)
  local files = {}
  for _, hit in ipairs((workspace.grep(pattern_of(old), { glob = SOURCES }))) do
    if files[#files] ~= hit.path then files[#files + 1] = hit.path end
  end
  for _, path in ipairs(files) do
    local text = workspace.read_file(path):gsub(pattern_of(old), (new:gsub("%%", "%%%%")))
    workspace.write_file(path, text)
  end
  return files
end

local function move_file(source, target)
  if workspace.file_exists(source) then workspace.move(source, target) end
end

--- Gives the files in which the name stood.
return function(old, new)
  if workspace.file_exists("lib/" .. path_of(new) .. ".ex") then error(new .. " is there already", 0) end
  local files = rewrite(old, new)
  move_file("lib/" .. path_of(old) .. ".ex", "lib/" .. path_of(new) .. ".ex")
  move_file("test/" .. path_of(old) .. "_test.exs", "test/" .. path_of(new) .. "_test.exs")
  return files
end
