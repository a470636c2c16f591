// Users' first calls on a chain with a relay chain: a transfer that is exact to the unit, and a provider with a bond and a node.

import { AIC, balanceOf, eventOf, keyring, send } from "../src/chain.ts";
import { big, check, fresh, fund, GPU, httpOf, provide, same, say, settled, step } from "./step.ts";

const AMOUNT = 5n * AIC;

await step(async (api, url) => {
  // Not Alice nor Bob: they make the blocks, and get part of the fees.
  const sender = keyring(api).addFromUri("//Charlie");
  const receiver = fresh(api, "Receiver");
  const [before, begun] = [await balanceOf(api, sender.address), Date.now()];
  const sent = await send(api, sender, api.tx.balances!.transferKeepAlive!(receiver.address, AMOUNT));
  const seconds = ((Date.now() - begun) / 1_000).toFixed(1);
  say(`a transfer is final after ${seconds} s`);
  same(await balanceOf(api, receiver.address), AMOUNT, "what the receiver has");
  same(await balanceOf(api, sender.address), before - AMOUNT - sent.fee, "what the sender has left");
  check(sent.fee > 0n, "the transfer cost nothing");
  const transfer = eventOf(sent, "balances", "Transfer");
  same(big(transfer.amount), AMOUNT, "the event's amount");

  const [provider, operator] = [fresh(api, "Provider"), fresh(api, "Operator")];
  await fund(api, [provider], 2n * GPU.bond);
  const node = await provide(api, provider, operator);
  await settled(httpOf(url));
  const account = (await api.query.system!.account!(provider.address)) as any;
  check(big(account.data.reserved) >= GPU.bond, `only ${account.data.reserved} of the bond of ${GPU.bond} is on hold`);
  say(`provider with node ${node}, bond on hold`);
  return `a transfer final after ${seconds} s, exact to the unit; node ${node} of a new provider with its bond on hold`;
});
