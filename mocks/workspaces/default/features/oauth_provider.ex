defmodule Shop.OAuthProvider do
  def authorize_url(client_id), do: "https://login.example/authorize?client_id=#{client_id}"
end
