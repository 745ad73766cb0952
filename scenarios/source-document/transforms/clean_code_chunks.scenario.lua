-- The document's transform as it stands, with the two surprises of its patterns.
local transform_chunk = script.entry("transforms/clean_code_chunks")

describe("clean_code_chunks", function()
  it("cleans an Elixir chunk and names its module", function()
    local source = "defmodule Shop.Cart do\nend\r\n\n"
    -- Nothing else is in the result: gsub's second value, a count, is cut off by `name = …` in a table.
    assert.same({
      path = "lib/cart.ex",
      language = "elixir",
      content = "defmodule Shop.Cart do\nend",
      size_bytes = #source,
      module = "Shop.Cart",
    }, transform_chunk{ path = "./lib/cart.ex", content = source })
  end)

  describe("path", function()
    each{
      { "./lib/cart.ex", "lib/cart.ex" },
      { "lib/cart.ex", "lib/cart.ex" },
      { "../cart.ex", "../cart.ex" },
      { "././cart.ex", "./cart.ex" },
      { "lib/./cart.ex", "lib/./cart.ex" },
      -- `.` stands for any character in a pattern: a folder with a name of one letter is lost.
      { "a/b.ex", "b.ex" },
      { "//cart.ex", "cart.ex" },
    }("%s becomes %s", function(given, cleaned)
      assert.equal(cleaned, transform_chunk{ path = given, content = "" }.path)
    end)
  end)

  describe("content", function()
    each{
      { "newlines at the end go", "a\nb\n\n", "a\nb" },
      { "so do carriage returns", "a\r\nb\r\n", "a\r\nb" },
      { "spaces at the end stay", "a \n", "a " },
      { "newlines in front stay", "\n\na", "\n\na" },
      { "nothing but newlines", "\r\n\n", "" },
    }("%s", function(_, given, cleaned)
      local result = transform_chunk{ path = "notes.md", content = given }
      assert.equal(cleaned, result.content)
      assert.equal(#given, result.size_bytes, "the size is that of the content before cleaning")
    end)
  end)

  describe("module", function()
    it("is read from Elixir only", function()
      local result = transform_chunk{ path = "docs/guide.md", content = "defmodule Shop.Cart do" }
      assert.equal("markdown", result.language)
      assert.is_nil(result.module)
    end)

    it("is the first one in the chunk", function()
      local content = "# two\ndefmodule   Shop.A do\nend\ndefmodule Shop.B do\nend"
      assert.equal("Shop.A", transform_chunk{ path = "lib/two.ex", content = content }.module)
    end)

    it("stops at an underscore", function()
      assert.equal("My", transform_chunk{ path = "lib/my.ex", content = "defmodule My_App.Cart do" }.module)
    end)

    it("is nil in a chunk without one", function()
      assert.is_nil(transform_chunk{ path = "mix.exs", content = "import Config" }.module)
    end)
  end)

  describe("language", function()
    each{
      { "lib/cart.ex", "elixir" },
      { "mix.exs", "elixir" },
      { "src/nif.rs", "rust" },
      { "rules/epic.lua", "lua" },
      { "Makefile", "makefile" },
      { "notes.of-no-known-kind", "unknown" },
    }("%s is %s", function(path, language)
      assert.equal(language, transform_chunk{ path = path, content = "" }.language)
    end)
  end)

  it("raises on a chunk without path or content", function()
    assert.matches("field 'path'", assert.has_error(function() transform_chunk{ content = "" } end))
    assert.matches("field 'content'", assert.has_error(function() transform_chunk{ path = "a.ex" } end))
  end)
end)
