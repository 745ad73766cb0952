defmodule Shop.Billing.Refund do
  def refundable?(payment, cents), do: cents <= payment.cents - payment.refunded_cents
end
