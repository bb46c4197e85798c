import { CENTRES } from '../support/chain.js';

/**
 * The least that a hand-over could write and still be one: a referral with 900 B of ciphertext, four clocks, a hash-chained event and an
 * outbox row, in one statement. No row-level security, no consent, no assignment, no second audit entry, no check of anything: the
 * machine's own limit for such a write, not a product.
 */
export const MINIMAL_SCHEMA = `
  create schema bench;
  create table bench.referral (
    id uuid primary key, centre_id uuid not null, state text not null, version integer not null, payload bytea not null, head bytea not null,
    created_at timestamptz not null, next_due_at timestamptz not null);
  create index on bench.referral (centre_id, next_due_at, id) where state = 'submitted';
  create table bench.clock (
    id bigint generated always as identity primary key, referral_id uuid not null references bench.referral, kind text not null,
    due_at timestamptz not null, settled_at timestamptz);
  create index on bench.clock (due_at) where settled_at is null;
  create index on bench.clock (referral_id);
  create table bench.event (
    id bigint generated always as identity primary key, referral_id uuid not null references bench.referral, event text not null,
    happened_at timestamptz not null, previous_hash bytea not null, hash bytea not null);
  create index on bench.event (referral_id);
  create table bench.outbox (
    id bigint generated always as identity primary key, referral_id uuid not null, template text not null, created_at timestamptz not null);
`;

/** For pgbench, prepared; `next` counts up per connection. */
export const MINIMAL_WRITE = `
\\set next :next + 1
\\set n 100000000000 + :client_id * 1000000000 + :next
with r as (
  insert into bench.referral
  select ('01920000-0000-7000-8000-' || (:n)::bigint::text)::uuid, '${CENTRES.koeln.id}', 'submitted', 1, convert_to(repeat('x', 900), 'UTF8'),
    sha256(convert_to((:n)::bigint::text, 'UTF8')), now(), date_trunc('second', now() + interval '1 day')
  returning id, head, next_due_at
), c as (
  insert into bench.clock (referral_id, kind, due_at)
  select r.id, k.kind, r.next_due_at + k.later from r,
    (values ('acknowledge', interval '0'), ('first_attempt', interval '1 day'), ('three_day', interval '3 days'), ('retention', interval '90 days')) k (kind, later)
), e as (
  insert into bench.event (referral_id, event, happened_at, previous_hash, hash)
  select r.id, 'submit', now(), r.head, sha256(r.head || convert_to('submit' || now()::text, 'UTF8')) from r
)
insert into bench.outbox (referral_id, template, created_at) select r.id, 'referral_submit', now() from r;
`;
