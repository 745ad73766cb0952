defmodule Shop.Billing.Invoice do
  def total(lines), do: Enum.sum(Enum.map(lines, & &1.cents))
end
