defmodule Shop.Accounts.AuthToken do
  def sign(claims, key), do: :crypto.sign(:eddsa, :none, claims, [key, :ed25519])
end
