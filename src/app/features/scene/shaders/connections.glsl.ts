import { VERTEX_PREAMBLE } from './common.glsl.ts';

/**
 * All connections of a dense layer in one draw call without attributes: six vertices per connection, for active
 * sources only. Connections too weak to show are moved outside the clip space.
 */
export const CONNECTION_VERTEX = /* glsl */ `
${VERTEX_PREAMBLE}
uniform sampler2D weights;
uniform sampler2D thresholds;
uniform int sourceFirst;
uniform int targetFirst;
uniform int activeCount;
/** Value times weight shown in full colour; the pixels' 1 / std is the same for a layer and cancels out. */
uniform float scale;
uniform bool isRankedByWeight;
/** Nothing is drawn on the paper: every source counts as 1, so that weights are shown. */
uniform bool isAtRest;
/** What flows comes back: a target's value times the weight goes to its sources. */
uniform bool isBack;
/** Factors for the light of connections to neurons that do not raise the answer, and to the one that does most. */
uniform vec2 lightOfAnswer;
uniform float hideBelow;
/** Connections to neurons that raise the answer by less are not drawn. */
uniform float leastRelevance;
/** The only outputs whose connections are drawn, and of which sign these are; -1 for all. */
uniform ivec2 votes;
uniform vec2 voteSigns;
uniform float thickness;
/** Opacity of the strongest line; falls with the number of lines. */
uniform float light;
/** Index among all neurons of the network; -1 without a selection. */
uniform int selected;
/** Tint for outgoing connections of the selected neuron. */
uniform vec3 highlightColour;

out float across;
out float along;
flat out float halfWidth;
flat out float lengthPx;
flat out vec4 colour;
flat out float dash;

const float MOST_OPACITY = 0.95;

void main() {
  gl_Position = NOWHERE;
  int connection = gl_VertexID / 6;
  int target = connection / activeCount;
  int source = int(texelFetch(values, texelOf(sourceFirst + connection % activeCount), 0).g);
  float weight = texelFetch(weights, ivec2(source, target), 0).r;
  int sender = isBack ? targetFirst + target : sourceFirst + source;
  float value = isAtRest ? 1.0 : texelFetch(values, texelOf(sender), 0).r;
  float contribution = value * weight;
  float signal = clamp(contribution / scale, -1.0, 1.0);
  float strength = abs(signal);
  // How strong it must be to be shown, and how much its target raises the answer.
  vec2 asked = texelFetch(thresholds, texelOf(targetFirst + target), 0).rg;
  bool isIncoming = targetFirst + target == selected;
  bool isOutgoing = sourceFirst + source == selected;
  if (selected >= 0) {
    if (!isIncoming && !isOutgoing) return;
  } else {
    if ((isRankedByWeight ? abs(weight) : abs(contribution)) < asked.r) return;
    if (asked.g < leastRelevance) return;
    if (votes.x >= 0) {
      float sign = target == votes.x ? voteSigns.x : target == votes.y ? voteSigns.y : 0.0;
      if (signal * sign <= 0.0) return;
      // What speaks against an output is as bright as what speaks for another.
      asked.g = 1.0;
    }
  }
  if (strength < hideBelow) return;
  vec4 tint = colourOf(signal);
  // A single neuron has few connections, so that its weak ones can be brighter.
  float opacity = light * (selected < 0 ? tint.a : sqrt(tint.a));
  opacity = min(opacity * mix(lightOfAnswer.x, lightOfAnswer.y, pow(asked.g, 0.7)), MOST_OPACITY);
  if (isOutgoing) tint.rgb = mix(tint.rgb, highlightColour, 0.3);
  // Fainter than one brightness level of the screen: skip its fragments.
  if (opacity < 0.003) return;

  vec4 from = projection * vec4(texelFetch(positions, texelOf(sourceFirst + source), 0).xyz, 1.0);
  vec4 to = projection * vec4(texelFetch(positions, texelOf(targetFirst + target), 0).xyz, 1.0);
  const float NEAR = 0.02;
  if (from.w < NEAR && to.w < NEAR) return;
  if (from.w < NEAR) from = mix(from, to, (NEAR - from.w) / (to.w - from.w));
  if (to.w < NEAR) to = mix(to, from, (NEAR - to.w) / (from.w - to.w));

  vec2 start = from.xy / from.w;
  vec2 end = to.xy / to.w;
  vec2 way = (end - start) * viewport * 0.5;
  lengthPx = length(way) / pixelRatio;
  vec2 normal = vec2(-way.y, way.x) / max(length(way), 1e-4);
  vec2 corner = cornerOf(gl_VertexID);
  halfWidth = 0.5 * thickness * pixelRatio * mix(0.55, 1.0, strength);
  float reach = halfWidth + 0.5;
  across = corner.y * reach;
  along = corner.x * 0.5 + 0.5;
  // Divided by w here, so that varyings are interpolated linearly on screen.
  gl_Position = vec4(mix(start, end, along) + normal * across * 2.0 / viewport, 0.0, 1.0);
  dash = signal < 0.0 ? 1.0 : 0.0;
  colour = vec4(tint.rgb, opacity * clarity(mix(from.w, to.w, 0.5)));
}
`;

/** A thin line with soft edges, dashed if negative; a wave brightens it as it passes. */
export const CONNECTION_FRAGMENT = /* glsl */ `
precision highp float;

/** How much a colour covers what is behind it: 0 only adds light, 1 covers fully. */
uniform float cover;
/** Opacity in this theme, as a multiple of that in the dark. */
uniform float lineLight;
/** Position of the wave along these connections, from 0 (source) to 1 (target), or outside. */
uniform float wave;
/** Light of what it has not reached. */
uniform float waitingLight;

in float across;
in float along;
flat in float halfWidth;
flat in float lengthPx;
flat in vec4 colour;
flat in float dash;
out vec4 result;

const float DASH_PX = 10.0;

void main() {
  float opacity = min(1.0, colour.a * lineLight) * min(1.0, halfWidth + 0.5 - abs(across));
  opacity *= mix(0.35, 1.0, along);
  if (dash > 0.5) {
    float gap = abs(fract(along * lengthPx / DASH_PX) - 0.5) * 2.0;
    opacity *= 1.0 - 0.8 * smoothstep(0.5, 0.62, gap);
  }
  float behind = wave - along;
  float crest = 2.0 * exp(-behind * behind * 90.0);
  opacity = min(1.0, opacity * (mix(waitingLight, 1.0, smoothstep(-0.03, 0.02, behind)) + crest));
  result = vec4(colour.rgb * opacity, opacity * cover);
}
`;
