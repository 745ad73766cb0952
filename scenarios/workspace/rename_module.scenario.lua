-- A script that works on many files: what it changes, what it leaves alone, and what it even looks at.

describe("renaming a module", function()
  local rename = script.entry("rename_module")

  before_each(function()
    workspace.use{
      ["lib/shop/cart.ex"] = "defmodule Shop.Cart do\n  def new, do: %{items: []}\nend\n",
      ["lib/shop/carts.ex"] = "defmodule Shop.Carts do\n  alias Shop.Cart\n  def all, do: [Cart.new()]\nend\n",
      ["lib/shop/order.ex"] = "defmodule Shop.Order do\n  def from(cart), do: cart.items\nend\n",
      ["test/shop/cart_test.exs"] = "defmodule Shop.CartTest do\n  test \"is empty\", do: assert Shop.Cart.new().items == []\nend\n",
      ["README.md"] = "Shop.Cart holds what is bought.\n",
      [".env"] = "KEY=Shop.Cart\n",
    }
  end)

  it("changes the name where it stands as a whole, and moves its files #smoke", function()
    assert.same({ "lib/shop/cart.ex", "lib/shop/carts.ex", "test/shop/cart_test.exs" }, rename("Shop.Cart", "Shop.Basket"))
    assert.workspace.diff_equals[[
--- /dev/null
+++ b/lib/shop/basket.ex
@@ -0,0 +1,3 @@
+defmodule Shop.Basket do
+  def new, do: %{items: []}
+end
--- a/lib/shop/cart.ex
+++ /dev/null
@@ -1,3 +0,0 @@
-defmodule Shop.Cart do
-  def new, do: %{items: []}
-end
--- a/lib/shop/carts.ex
+++ b/lib/shop/carts.ex
@@ -1,4 +1,4 @@
 defmodule Shop.Carts do
-  alias Shop.Cart
+  alias Shop.Basket
   def all, do: [Cart.new()]
 end
--- /dev/null
+++ b/test/shop/basket_test.exs
@@ -0,0 +1,3 @@
+defmodule Shop.CartTest do
+  test "is empty", do: assert Shop.Basket.new().items == []
+end
--- a/test/shop/cart_test.exs
+++ /dev/null
@@ -1,3 +0,0 @@
-defmodule Shop.CartTest do
-  test "is empty", do: assert Shop.Cart.new().items == []
-end
]]
  end)

  it("stays within the sources, and reads nothing else", function()
    rename("Shop.Cart", "Shop.Basket")
    assert.workspace.only_changed{ "lib/**", "test/**" }
    assert.workspace.unchanged{ "README.md", "lib/shop/order.ex" }
    assert.workspace.was_not_read{ ".env", "README.md", "lib/shop/order.ex" }
  end)

  it("undoes itself", function()
    local before = workspace.snapshot()
    rename("Shop.Cart", "Shop.Basket")
    check.workspace.since(before).created("lib/shop/basket.ex")
    rename("Shop.Basket", "Shop.Cart")
    assert.workspace.since(before).unchanged()
  end)

  it("touches nothing where the new name is taken", function()
    assert.has_error(function() rename("Shop.Cart", "Shop.Order") end, "Shop.Order is there already")
    assert.same({}, workspace.effects())
  end)

  it("leaves off at a file that it may not write, with the name of that file", function()
    workspace.on("lib/shop/carts.ex"):read_only()
    local problem = assert.has_error(function() rename("Shop.Cart", "Shop.Basket") end)
    assert.contains(problem, "lib/shop/carts.ex: is read-only")
    assert.same({ "lib/shop/carts.ex" }, { workspace.effects{ failed = true }[1].path })
    assert.workspace.has_file("lib/shop/cart.ex")
  end)
end)
