defmodule Shop.Accounts.AuthSession do
  def open(user), do: %{user_id: user.id, opened_at: DateTime.utc_now()}
end
