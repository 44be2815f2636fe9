import type { GpuPlan } from './gpu-plan.ts';

/** The smallest subgroup of any adapter (WGSL, `subgroup_size`). */
const SMALLEST_SUBGROUP = 4;

/**
 * WGSL for a workgroup that lists the ink of an image: `ink`, `listInk`, and `numberOf`, which numbers its
 * threads. The list ascends, so it is the same however it comes about: with subgroups by their prefix
 * sums, without through workgroup memory. WebGPU leaves open which threads make a subgroup, and which
 * subgroup is first is on Windows a race's outcome (gpuweb, `proposals/subgroup-id.md`). So threads are
 * numbered anew, subgroup by subgroup, and their numbers say which words they look at.
 */
export function listInk({ imageWords, threads, subgroups }: GpuPlan): string {
  return /* wgsl */ `
const WORDS = ${imageWords}u;
/** Words that a thread looks for ink in. */
const WORDS_A_THREAD = ${Math.ceil(imageWords / threads)}u;

/** Pixels that are not zero, ascending: position in the upper bits, byte in the lowest eight. */
var<workgroup> ink: array<u32, ${imageWords * 4}>;
${subgroups ? BY_SUBGROUPS : THROUGH_MEMORY}

fn inkOf(word: u32) -> vec4u {
  return (vec4u(word) >> vec4u(0, 8, 16, 24)) & vec4u(255);
}

/** Lists the image's ink; returns how much there is. */
fn listInk(firstWord: u32, thread: u32) -> u32 {
  let begin = thread * WORDS_A_THREAD;
  let end = min(WORDS, begin + WORDS_A_THREAD);
  var count = 0u;
  // Without branches, behind which some compilers lose threads (gpuweb, \`proposals/subgroups.md\`).
  for (var word = begin; word < begin + WORDS_A_THREAD; word++) {
    let packed = select(0u, pixels[firstWord + min(word, WORDS - 1u)], word < end);
    let isInked = select(vec4u(0), vec4u(1), inkOf(packed) != vec4u(0));
    count += isInked.x + isInked.y + isInked.z + isInked.w;
  }
  let place = placeInGroup(count, thread);
  var entry = place.before;
  var total = 0u;
  for (var i = 0u; i < place.groups; i++) {
    entry += select(0u, groupCounts[i], i < place.group);
    total += groupCounts[i];
  }
  for (var word = begin; word < end; word++) {
    let bytes = inkOf(pixels[firstWord + word]);
    for (var lane = 0u; lane < 4u; lane++) {
      if (bytes[lane] != 0u) {
        ink[entry] = ((word * 4u + lane) << 8) | bytes[lane];
        entry++;
      }
    }
  }
  workgroupBarrier();
  return total;
}
`;
}

const PLACE = /* wgsl */ `
/** Where a thread is among the groups that counts are added up in. */
struct Place {
  group: u32,
  groups: u32,
  /** Counts of the threads before it in its group. */
  before: u32,
}`;

const BY_SUBGROUPS = /* wgsl */ `
var<workgroup> groupCounts: array<u32, THREADS / ${SMALLEST_SUBGROUP}u>;
/** Subgroups that are numbered, in the upper half, and their threads in the lower. */
var<workgroup> numbered: atomic<u32>;
/** The thread's subgroup. */
var<private> subgroup: u32;
${PLACE}

/** A number for every thread, from 0; those of a subgroup follow one another. */
fn numberOf(index: u32) -> u32 {
  let size = subgroupAdd(1u);
  let lane = subgroupExclusiveAdd(1u);
  var before = 0u;
  if (subgroupElect()) { before = atomicAdd(&numbered, (1u << 16) | size); }
  before = subgroupBroadcastFirst(before);
  subgroup = before >> 16;
  return (before & 0xffff) + lane;
}

/** Writes every group's count, and says where the thread is. */
fn placeInGroup(count: u32, thread: u32) -> Place {
  let before = subgroupExclusiveAdd(count);
  let sum = subgroupAdd(count);
  if (subgroupElect()) { groupCounts[subgroup] = sum; }
  workgroupBarrier();
  return Place(subgroup, atomicLoad(&numbered) >> 16, before);
}`;

const THROUGH_MEMORY = /* wgsl */ `
const GROUPS = 16u;
const GROUP_SIZE = THREADS / GROUPS;
var<workgroup> inkCounts: array<u32, THREADS>;
var<workgroup> groupCounts: array<u32, GROUPS>;
${PLACE}

/** A number for every thread, from 0. */
fn numberOf(index: u32) -> u32 { return index; }

/** Writes every group's count, and says where the thread is. */
fn placeInGroup(count: u32, thread: u32) -> Place {
  inkCounts[thread] = count;
  workgroupBarrier();
  if (thread < GROUPS) {
    var sum = 0u;
    for (var i = 0u; i < GROUP_SIZE; i++) { sum += inkCounts[thread * GROUP_SIZE + i]; }
    groupCounts[thread] = sum;
  }
  workgroupBarrier();
  let group = thread / GROUP_SIZE;
  var before = 0u;
  for (var i = group * GROUP_SIZE; i < thread; i++) { before += inkCounts[i]; }
  return Place(group, GROUPS, before);
}`;
