import * as c from '../columns';
import { replyCarried } from './host';
import { Whereat } from './lines';
import { zeros } from './memory';
import { carryName } from './names';
import { DISCARDED } from './open-ends';
import { rowOf } from './rows';
import { Stretch, whole } from './stretch';
import { identity, whoOf } from './who';

/** Finds for numbers of one stretch those of the whole that mean the same; what is not asked for is not taken along. */
export class Carrier {
  /** By number: that in the whole, of rows + 1; 0 = not asked for yet. */
  private names: usize;
  private lines: usize;
  private whos: usize;
  private owners: usize;
  private replies: usize;

  constructor(
    public from: Stretch,
    private where: Whereat,
  ) {
    this.names = zeros(from.names.rows.size << 2);
    this.lines = zeros(from.lines.size << 2);
    this.whos = zeros(from.whos.size << 2);
    this.owners = zeros(from.owners.size << 2);
    this.replies = zeros(from.replies.size << 2);
    for (let reply = 0; reply < from.replies.size; reply++) this.carryReply(reply);
  }

  /** Gives its memory back; it is not used any more. */
  free(): void {
    heap.free(this.names);
    heap.free(this.lines);
    heap.free(this.whos);
    heap.free(this.owners);
    heap.free(this.replies);
  }

  private carryReply(reply: i32): void {
    const from = this.from.replies;
    const replies = whole.replies;
    const size = replies.size;
    const row = rowOf(replies, from.first(reply), from.second(reply));
    if (row === size) {
      store<i32>(replies.row(row), load<i32>(from.row(reply)));
      replyCarried(reply);
    }
    store<i32>(this.replies + (reply << 2), row + 1);
  }

  name(name: i32): i32 {
    if (name === 0) return 0;
    const at = this.names + (name << 2);
    if (load<i32>(at) === 0) store<i32>(at, carryName(this.from.names, whole.names, name));
    return load<i32>(at);
  }

  line(line: i32): i32 {
    if (line === 0) return 0;
    const at = this.lines + (line << 2);
    if (load<i32>(at) === 0) store<i32>(at, whole.lines.carry(this.from.lines, line, this.where));
    return load<i32>(at);
  }

  reply(reply: i32): i32 {
    return reply === DISCARDED || reply === 0 ? reply : load<i32>(this.replies + ((reply - 1) << 2));
  }

  who(who: i32): i32 {
    const at = this.whos + (who << 2);
    const known = load<i32>(at);
    if (known !== 0) return known - 1;
    const row = this.from.whos.row(who);
    identity.login = this.name(load<i32>(row, 4 * c.WHO_LOGIN));
    identity.user = this.name(load<i32>(row, 4 * c.WHO_USER));
    identity.panelUser = this.name(load<i32>(row, 4 * c.WHO_PANEL_USER));
    identity.panelDomain = this.name(load<i32>(row, 4 * c.WHO_PANEL_DOMAIN));
    identity.script = this.name(load<i32>(row, 4 * c.WHO_SCRIPT));
    identity.domainHigh = load<i32>(row, 4 * c.WHO_DOMAIN_HIGH);
    identity.domainLow = load<i32>(row, 4 * c.WHO_DOMAIN_LOW);
    const carried = whoOf();
    store<i32>(at, carried + 1);
    return carried;
  }

  owner(owner: i32): i32 {
    const at = this.owners + (owner << 2);
    const known = load<i32>(at);
    if (known !== 0) return known - 1;
    const owners = this.from.owners;
    const who = this.who(owners.first(owner));
    const carried = rowOf(whole.owners, who, this.name(owners.second(owner)));
    store<i32>(at, carried + 1);
    return carried;
  }
}
