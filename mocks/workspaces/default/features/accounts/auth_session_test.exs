defmodule Shop.Accounts.AuthSessionTest do
  use ExUnit.Case
end
